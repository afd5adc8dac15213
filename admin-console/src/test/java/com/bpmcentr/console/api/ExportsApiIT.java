package com.bpmcentr.console.api;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.shell.list.ListPage;
import com.bpmcentr.console.staff.Role;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.router.Route;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever a screen lists can be had as a file. */
@ConsoleTest
class ExportsApiIT {

  @Autowired private TestStaff team;

  @Test
  void export_ofEachListScreen_isAFileToSave() {
    TreeSet<String> screens = listScreens();
    assertThat(screens).hasSizeGreaterThan(10).contains("edges", "invoices", "staff", "due-work");

    for (String list : screens) {
      ApiClient.Response file = team.api(Role.OWNER).get("/exports/" + list);

      assertThat(file.status()).as("%s: %s", list, file.body()).isEqualTo(200);
      assertThat(file.body()).as(list).startsWith("\uFEFF").contains(",");
      assertThat(file.header("Content-Disposition").orElseThrow())
          .contains("attachment", list + ".csv");
    }
  }

  private static TreeSet<String> listScreens() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.bpmcentr.console")
            .stream()
            .filter(type -> type.isAssignableTo(ListPage.class))
            .filter(type -> type.isAnnotatedWith(Route.class))
            .map(type -> type.getAnnotationOfType(Route.class).value())
            .collect(toCollection(TreeSet::new));
  }
}
