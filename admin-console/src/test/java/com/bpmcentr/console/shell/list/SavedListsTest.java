package com.bpmcentr.console.shell.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.view.SavedViewService;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.router.Route;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SavedListsTest {

  /** Any name at all used to be taken, thirty views for each. */
  @Test
  void lists_thatTakeViews_areThoseThatHaveAScreen() {
    Set<String> screens =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("com.bpmcentr.console")
                .stream()
                .filter(type -> type.isAssignableTo(ListPage.class))
                .filter(type -> type.isAnnotatedWith(Route.class))
                .map(type -> type.getAnnotationOfType(Route.class).value())
                .collect(Collectors.toSet());

    assertThat(SavedViewService.LISTS).isEqualTo(screens);
  }
}
