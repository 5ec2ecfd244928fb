package io.obsagent.engine;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks the parameter of an advice that gets the number of the rule. */
@Retention(RetentionPolicy.RUNTIME)
@interface HookPoint {}
