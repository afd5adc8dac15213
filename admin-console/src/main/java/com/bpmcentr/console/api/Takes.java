package com.bpmcentr.console.api;

import com.bpmcentr.console.staff.Permission;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which permission the call takes; of several, one by what is asked. The service looks at it; it
 * stands here for what never reaches the service: see {@link PermissionFirst}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Takes {

  Permission[] value();
}
