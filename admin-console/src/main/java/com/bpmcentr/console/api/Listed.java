package com.bpmcentr.console.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The call's answer is a list, or something of one; for the OpenAPI document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Listed {

  ApiList value();

  /** Whether its rows come out, in an order; not what they add up to. */
  boolean sorted() default true;
}
