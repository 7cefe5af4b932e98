// Prints what a package's types declare, as JSON: node typings.mjs @framer/plugin NAME…
// { NAME: { MEMBER: { least, most, promise } for what is called, { literals } for what is not } }.

import { createRequire } from "node:module";
import ts from "typescript";

const [name, ...wanted] = process.argv.slice(2);
const file = createRequire(import.meta.url)
  .resolve(`${name}/package.json`)
  .replace("package.json", "dist/index.d.ts");
const program = ts.createProgram([file], { strict: true, skipLibCheck: true });
const checker = program.getTypeChecker();
const source = program.getSourceFile(file);

const declared = new Map();
source.forEachChild((node) => {
  if (node.name?.text) declared.set(node.name.text, node);
});
// Two are exported under other names than they are declared by.
declared.set("Notification", declared.get("Notification_2"));

const found = {};
for (const wish of wanted) {
  const node = declared.get(wish);
  if (!node) continue;
  const type = checker.getTypeAtLocation(node);
  // A member of one kind of field is a member, whatever the other kinds have.
  const kinds = type.isUnion() ? type.types : [type];
  const members = (found[wish] = {});
  for (const kind of kinds) {
    for (const property of checker.getPropertiesOfType(kind)) {
      const member = describe(checker.getTypeOfSymbolAtLocation(property, node));
      const { literals } = members[property.name] ?? {};
      if (literals && member.literals) member.literals.push(...literals);
      members[property.name] = member;
    }
  }
}
console.log(JSON.stringify(found));

function describe(type) {
  const [signature] = checker.getNonNullableType(type).getCallSignatures();
  if (!signature) {
    const parts = type.isUnion() ? type.types : [type];
    return { literals: parts.filter((part) => part.isStringLiteral()).map((part) => part.value) };
  }
  const rest = signature.parameters.some(
    (parameter) => parameter.valueDeclaration?.dotDotDotToken,
  );
  const optional = signature.parameters.filter(
    (parameter) => parameter.valueDeclaration?.questionToken,
  );
  const count = signature.parameters.length;
  const promise = checker.typeToString(signature.getReturnType()).startsWith("Promise<");
  return { least: count - optional.length, most: rest ? null : count, promise };
}
