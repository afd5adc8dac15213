package com.bpmcentr.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.Translations;
import com.bpmcentr.license.Language;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListedFiltersTest {

  /** A link may carry any of them to a screen, whose chip then has to say what is on. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void filtersOfAllLists_inEachLanguage_haveAName(Language language) {
    Set<String> filters = filters();
    assertThat(filters).hasSizeGreaterThan(50);
    Locale locale = Languages.locale(language);
    var texts = new Translations();

    assertThat(filters)
        .allSatisfy(
            filter ->
                assertThat(texts.getTranslation("filter." + filter, locale))
                    .as(filter)
                    .doesNotContain("filter." + filter));
  }

  private static Set<String> filters() {
    return Arrays.stream(ApiList.values())
        .flatMap(list -> list.fields().filters().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
