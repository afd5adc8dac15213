package com.bpmcentr.console;

import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Finds classes of the console by what stands above them. */
public final class OwnClasses {

  private OwnClasses() {}

  public static List<Class<?>> annotatedWith(Class<? extends Annotation> annotation) {
    var scan = new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(annotation));
    return scan.findCandidateComponents("com.bpmcentr.console").stream()
        .<Class<?>>map(found -> load(found.getBeanClassName()))
        .toList();
  }

  private static Class<?> load(@Nullable String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
