package com.bpmcentr.console.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a list can be filtered and sorted by, for the OpenAPI document; the service decides. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Listed {

  String[] filters();

  String[] sorts();
}
