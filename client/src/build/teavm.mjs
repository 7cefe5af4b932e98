// What is left of TeaVM's output where a module only passes JavaScript's objects about: its classes
// are never looked up by name, asked for their type or called by an interface, its texts are
// JavaScript's own, and its lambdas are functions. TeaVM cannot know that, and no minifier can
// prove it. Each cut below is sought in TeaVM's text and stops the build where it is not found as
// it was when it was judged; lines are kept, so that TeaVM's source map still fits.

/** The parts of TeaVM and of Java's library that a module may still use after the cuts. */
const MAY_STAY =
  /^(\$rt_(str|compare\w*|fillNativeException|jsException)|otji_JS_functionAsObject|jl_Math_\w+|jl_RuntimeException__init_)$/;

/** TeaVM's ES module, written with Java's names, made lean. */
export function lean(teavm) {
  return [classes, lambdas, texts, exceptions, start].reduce((code, cut) => cut(code), teavm);
}

/** Stops the build where a bundle still uses what was cut, or draws in more of Java's library. */
export function refuseRuntime(bundle) {
  const used = bundle.match(/(?<![\w$.])(?:\$rt_|j[a-z]{1,3}_|otj?\w*_)[\w$]+/g) ?? [];
  const refused = [...new Set(used)].filter((name) => !MAY_STAY.test(name));
  if (refused.length > 0 || /\$nativeString|\$id\$/.test(bundle)) {
    throw new Error(
      `The module uses ${refused.slice(0, 8).join(", ") || "Java's strings or hashes"}: of Java's ` +
        "library it may use hardly anything. Use JSString, @JSBody and static methods instead.",
    );
  }
}

/** Replaces what is there exactly as often as it should be; a text in place of many lines has as many. */
function replace(code, pattern, instead, times = 1) {
  let found = 0;
  const replaced = code.replace(new RegExp(pattern, "gm"), (text, ...groups) => {
    found++;
    const written = typeof instead === "string" ? instead : instead(...groups);
    return written + "\n".repeat(text.split("\n").length - written.split("\n").length);
  });
  if (found === 0 || (times && found !== times)) {
    throw new Error(`TeaVM's output has ${found} of ${pattern}, not ${times || "any"}`);
  }
  return replaced;
}

/** No class has a method that its object chooses, or is asked for its name: the tables can go. */
function classes(code) {
  const row = /^[\w$]+, (0|"\w+", -?\d+), \w+, \[[\w$, ]*\], \d+, (0|\[.*\]), (0|\(\) => [\w$]+\(\)), 0$/;
  code = replace(code, /^\$rt_packages\(\[[^]*?\]\);$/, "");
  code = replace(
    code,
    /^\$rt_metadata\(\[([^]*?)\]\);$/,
    (rows) => {
      const other = rows.split(",\n").find((text) => !row.test(text));
      if (other) {
        throw new Error(`A class has methods that are called by an interface or overridden: ${other}`);
      }
      return "";
    },
    0,
  );
  // The text of a Java object, and its debug name.
  code = replace(code, /^jl_(String|Object)\.prototype\.\w+ = function\(\) \{\n.*\n\};$/, "", 3);
  code = replace(code, /^jl_String\.prototype\.valueOf = jl_String\.prototype\.toString;$/, "");
  // A constructor calls its parent's for a hash that nobody asks for.
  code = replace(code, /\b(jl_Object|jl_RuntimeException)\.call\((a|this)\);/, "", 0);
  // A class that is never constructed is no reason to keep it.
  code = replace(code, /= (\$rt_(?:classWithoutFields|createPrimitiveCls|arraycls)\()/, (call) => `= /* @__PURE__ */ ${call}`, 0);
  code = replace(code, /\$rt_eraseClinit\(\w+\)/, "() => {}", 0);
  // An initialiser without anything to do.
  const idle = [...code.matchAll(/^(\w+)__clinit_ = \(\) => \{\n    return;\n\}/gm)];
  for (const [, name] of idle) {
    code = replace(code, `^ +${name}_\\$callClinit\\(\\);$`, "", 0);
  }
  return code;
}

/**
 * A lambda is a class with a field for each value it holds, made a function again where it crosses
 * to JavaScript. Here it is one from the start: its method takes the held values, and gives it.
 */
function lambdas(code) {
  const crossings = /^    c = ([\w$]+)\.prototype;\n    c\.(\w+) = \$rt_callWithReceiver\(([\w$]+)\);$/gm;
  const names = new Set();
  for (const [, type, member, method] of code.matchAll(crossings)) {
    names.add(member);
    const quoted = type.replaceAll("$", "\\$");
    const shape = new RegExp(`^function ${quoted}\\(\\) \\{\\n([^]*?)^\\}`, "m").exec(code);
    const fields = [...(shape?.[1] ?? "").matchAll(/^    \w+\.(\$\w+) = .*;$/gm)].map((field) => field[1]);
    const sets = fields.map((field) => `\\n +\\1\\.${field.replace("$", "\\$")} = (.*);`).join("");
    code =
      fields.length > 0
        ? replace(code, `([\\w$.]+) = new ${quoted};${sets}`, (to, ...held) => `${to} = ${method}(${held.slice(0, fields.length).join(", ")});`)
        : replace(code, `new ${quoted}\\b(?!\\$)`, () => method);
    const head = `^((?:let )?)${method.replaceAll("$", "\\$")} = (?:(var\\$1)|\\((var\\$1), (.*)\\)) => \\{$`;
    code = replace(code, head, (let_, one, first, rest) => {
      const makes = fields.length > 0 ? `(${fields.join(", ")}) => ` : "";
      return `${let_}${method} = ${makes}(${rest ?? ""}) => { let ${one ?? first};`;
    });
    for (const field of fields) {
      const name = `${field.replace("$", "\\$")}\\b(?!\\$)`;
      code = replace(code, `\\bvar\\$\\d+\\.${name}`, () => field, 0);
      // Its declaration in the class, which nothing makes any more, is all that may be left of it.
      const left = code.match(new RegExp(`\\.${name}`, "g")) ?? [];
      if (left.length > 1) {
        throw new Error(`The field ${field} of the lambda ${type} is used outside of its method.`);
      }
    }
  }
  code = code.replace(crossings, "\n");
  // So nothing is converted on its way, and one that is called from Java is called as it is.
  code = replace(code, /otji_JS_function\(otji_JSWrapper_unwrap\(([\w$]+)\), "\w+"\)/, (own) => own, 0);
  code = replace(code, /^ +(var\$\d+) = otji_JSWrapper_unwrap\(\1\);$/, "", 0);
  code = replace(code, /^otji_JS_functionAsObject = [^]*?^\}/, "otji_JS_functionAsObject = own => own");
  const called = [...names].join("|");
  code = replace(code, `\\.(\\$\\w+)\\.(?:${called})\\(`, (field) => `.${field}(`, 0);
  const left = new RegExp(`\\.(${called})\\(`).exec(code.replace(/\.call\(/g, ""));
  if (left) throw new Error(`A lambda that is no field is called by its name: ${left[1]}`);
  return code;
}

/** Java's texts are JavaScript's, because nobody calls a method of theirs. */
function texts(code) {
  let pool;
  code = replace(code, /^\$rt_stringPool\((\[[^]*?\])\);$/, (list) => {
    pool = new Function(`return ${list}`)();
    return "";
  });
  code = replace(code, /\$rt_s\((\d+)\)/, (place) => JSON.stringify(pool[place]), 0);
  code = replace(code, /^\{\n    \$rt_intern = .*\n\}$/, "");
  code = replace(code, /^\$rt_str = .*,$/, "$rt_str = own => own,");
  return replace(code, /\$rt_ustr\(([\w$]+)\)/, (own) => own, 0);
}

/** An exception is thrown in no Java code: all it needs is the error that JavaScript sees. */
function exceptions(code) {
  code = replace(code, /^\$rt_fillNativeException = [^]*?^\}/, "$rt_fillNativeException = ex => { ex.$jsException = new Error(); }");
  code = replace(code, /^\$rt_jsException = .*,$/, "$rt_jsException = ex => ex.$jsException,");
  code = replace(code, /^jl_RuntimeException__init_ = [^]*?^\}/, "jl_RuntimeException__init_ = ex => $rt_fillNativeException(ex)");
  // Its errors' own class, because ours get another prototype.
  return replace(code, /^if \(typeof Reflect === 'object'\) \{\n    let defaultMessage[^]*?^\} else \{[^]*?^\}$/, "");
}

/** A program's main, which a module has not. */
function start(code) {
  code = replace(code, /^let \$rt_export_main = .*$/, "");
  code = replace(code, /^\$rt_export_main\.javaException = .*$/, "");
  return replace(code, /\$rt_export_main as main, /, "");
}
