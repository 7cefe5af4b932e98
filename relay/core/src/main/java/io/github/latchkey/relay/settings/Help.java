package io.github.latchkey.relay.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What {@code --help} and the relay's README say about a setting. It is an annotation because the
 * Worker shows no help: its JavaScript contains no annotations.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Help {
  /** What the setting is, in Markdown. */
  String value();

  /** What happens without it, in Markdown; empty if {@link Setting#fallback} says it. */
  String otherwise() default "";
}
