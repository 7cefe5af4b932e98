// Prints what the package's types export, down to each member, and say nothing of.

import ts from "typescript";

const file = "node_modules/latchkey/latchkey.d.ts";
const program = ts.createProgram([file], { strict: true, types: [] });
const checker = program.getTypeChecker();
const source = program.getSourceFile(file);
const isMember = (node) => ts.isTypeElement(node) || ts.isClassElement(node);
let seen = 0;

/** A member, or one of a union's texts, must have a comment right before it. */
function check(name, before, node) {
  seen++;
  if (!source.text.slice(before, node.getStart()).includes("/** ") && !node.jsDoc) console.log(name);
}

function visit(name, node) {
  if (isMember(node)) {
    name += `.${node.name?.getText() ?? ts.SyntaxKind[node.kind]}`;
    check(name, node.getFullStart(), node);
    // Of its pair the option's own comment speaks.
    if (name === "OAuthClientOptions.relay") return;
  } else if (ts.isUnionTypeNode(node) && ts.isTypeAliasDeclaration(node.parent)) {
    node.types.forEach((type, i) => check(type.getText(), i ? node.types[i - 1].end : node.getFullStart(), type));
  }
  ts.forEachChild(node, (child) => visit(name, child));
}

for (const symbol of checker.getExportsOfModule(checker.getSymbolAtLocation(source))) {
  for (const declaration of symbol.declarations) {
    check(symbol.name, declaration.getFullStart(), declaration);
    visit(symbol.name, declaration);
  }
}
if (seen < 60) console.log(`Only ${seen} were found`);
