package io.github.latchkey.client.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/** A promise and the two ways to settle it. */
public abstract class Deferred<A extends JSObject> implements JSObject {
  @JSBody(
      script =
          """
          var deferred = {};
          deferred.promise = new Promise(function(resolve, reject) {
            deferred.resolve = resolve;
            deferred.reject = reject;
          });
          return deferred;
          """)
  public static native <A extends JSObject> Deferred<A> create();

  @JSProperty
  public abstract JSPromise<A> getPromise();

  @JSMethod
  public abstract void resolve(JSObject value);

  @JSMethod
  public abstract void reject(JSObject reason);
}
