package io.github.latchkey.demo.cms;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;

/** One answer of the API: some rows, and where the next ones are. */
abstract class Page implements JSObject {
  @JSProperty
  abstract JSArrayReader<Row> getRows();

  /** What to ask for next; null after the last page. */
  @JSProperty
  abstract String getNext();

  /** How many rows the whole table has. */
  @JSProperty
  abstract int getTotal();
}
