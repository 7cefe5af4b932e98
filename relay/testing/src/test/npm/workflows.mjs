// Checks the files of .github in a folder, and prints what is wrong with them, a line each:
// - workflows, with GitHub's own parser and schema; each of their commands is one make target that the Makefile has;
// - dependabot.yml and the issue forms, by the keys that GitHub's documentation requires.

import { build } from "esbuild";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parse } from "yaml";

// The parser imports JSON in a way that only bundlers accept.
const { outputFiles } = await build({
  stdin: { contents: 'export * from "@actions/workflow-parser"', resolveDir: import.meta.dirname },
  bundle: true,
  format: "iife",
  globalName: "parser",
  platform: "node",
  write: false,
});
const evaluate = new Function("require", `${outputFiles[0].text}\nreturn parser;`);
const { parseWorkflow, NoOperationTraceWriter, convertWorkflowTemplate } = evaluate(createRequire(import.meta.url));

const root = process.argv[2];
const github = path.join(root, ".github");
const problems = [];
const text = (file) => fs.readFileSync(path.join(github, file), "utf8");

const makefile = fs.readFileSync(path.join(root, "Makefile"), "utf8");
const targets = new Set([...makefile.matchAll(/^([a-z][a-z-]*):(?!=)/gm)].map(([, target]) => target));

for (const name of fs.readdirSync(path.join(github, "workflows"))) {
  const file = `workflows/${name}`;
  const { context, value } = parseWorkflow({ name: file, content: text(file) }, new NoOperationTraceWriter());
  for (const error of context.errors.getErrors()) problems.push(`${file}: ${error.message}`);
  if (!value) continue;
  const template = await convertWorkflowTemplate(context, value);
  for (const error of template.errors ?? []) problems.push(`${file}: ${error.Message}`);
  for (const [job, { steps }] of Object.entries(parse(text(file)).jobs ?? {})) {
    for (const { run } of steps ?? []) {
      if (run === undefined) continue;
      const target = /^make ([a-z-]+)( [A-Z]+=\S+)*$/.exec(run.trim())?.[1];
      if (!target) problems.push(`${file}: the job ${job} runs "${run.trim()}", which is not one make target`);
      else if (!targets.has(target)) problems.push(`${file}: the job ${job} runs make ${target}, which the Makefile does not have`);
    }
  }
}

const dependabot = parse(text("dependabot.yml"));
if (dependabot.version !== 2) problems.push("dependabot.yml: the version is not 2");
const ecosystems = { maven: "pom.xml", npm: "package.json", "github-actions": ".github/workflows", docker: "Dockerfile" };
for (const update of dependabot.updates ?? []) {
  const ecosystem = update["package-ecosystem"];
  const manifest = ecosystems[ecosystem];
  if (!manifest) problems.push(`dependabot.yml: the ecosystem ${ecosystem} is unknown`);
  else if (!fs.existsSync(path.join(root, update.directory, manifest))) {
    problems.push(`dependabot.yml: ${update.directory} has no ${manifest}`);
  }
  if (!["daily", "weekly", "monthly"].includes(update.schedule?.interval)) {
    problems.push(`dependabot.yml: ${ecosystem} has no interval`);
  }
}

const types = ["markdown", "textarea", "input", "dropdown", "checkboxes"];
for (const name of fs.readdirSync(path.join(github, "ISSUE_TEMPLATE"))) {
  if (name === "config.yml") continue;
  const file = `ISSUE_TEMPLATE/${name}`;
  const form = parse(text(file));
  for (const key of ["name", "description", "body"]) {
    if (!form[key]) problems.push(`${file}: ${key} is missing`);
  }
  const ids = new Set();
  for (const { type, id, attributes } of form.body ?? []) {
    if (!types.includes(type)) problems.push(`${file}: the type ${type} is unknown`);
    if (type === "markdown" ? !attributes?.value : !attributes?.label) problems.push(`${file}: ${id ?? type} has no text`);
    if (id && ids.has(id)) problems.push(`${file}: the id ${id} occurs twice`);
    ids.add(id);
  }
}

for (const problem of problems) console.log(problem);
