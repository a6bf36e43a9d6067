import ts from 'typescript';
import { read } from './pages';

/** What each function and method of a file calls that has a name of its own. */
function callsOf(path: string): Map<string, Set<string>> {
  const calls = new Map<string, Set<string>>();
  const visit = (node: ts.Node, caller?: Set<string>): void => {
    let within = caller;
    const isNamed =
      ts.isMethodDeclaration(node) || ts.isFunctionDeclaration(node);
    if (isNamed && node.name) {
      within = new Set();
      calls.set(node.name.getText(), within);
    }
    if (within && ts.isCallExpression(node)) {
      const { expression } = node;
      const isOwn =
        ts.isPropertyAccessExpression(expression) &&
        expression.expression.kind === ts.SyntaxKind.ThisKeyword;
      if (isOwn) within.add(expression.name.getText());
      if (ts.isIdentifier(expression)) within.add(expression.text);
    }
    ts.forEachChild(node, child => visit(child, within));
  };
  visit(ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true));
  return calls;
}

/** The functions of a file on the shortest way from one to another, both included. */
export function findWalk(path: string, from: string, to: string): string[] {
  const calls = callsOf(path);
  const seen = new Set([from]);
  const walks = [[from]];
  for (const walk of walks) {
    for (const next of calls.get(walk.at(-1)!) ?? []) {
      if (next === to) return [...walk, next];
      if (seen.has(next)) continue;
      seen.add(next);
      walks.push([...walk, next]);
    }
  }
  return [];
}
