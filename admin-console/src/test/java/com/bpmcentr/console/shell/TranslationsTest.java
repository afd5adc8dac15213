package com.bpmcentr.console.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TranslationsTest {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)[^}]*}");

  @ParameterizedTest
  @EnumSource(Language.class)
  void texts_ofEveryLanguage_haveTheSameKeys(Language language) {
    assertThat(texts(language).stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(texts(Language.EN).stringPropertyNames());
  }

  /** Of two texts of one key the later one is shown where the earlier was meant. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void texts_ofEveryLanguage_nameEachKeyOnce(Language language) throws IOException {
    try (var lines = new BufferedReader(reader(language))) {
      assertThat(
              lines
                  .lines()
                  .filter(line -> !line.startsWith("#") && line.contains("="))
                  .map(line -> line.substring(0, line.indexOf('='))))
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void texts_ofEveryLanguage_areNotEmptyAndAskForTheSameArguments(Language language) {
    Properties english = texts(Language.EN);
    Properties texts = texts(language);

    for (String key : texts.stringPropertyNames()) {
      assertThat(texts.getProperty(key)).as(key).isNotBlank();
      assertThat(placeholders(texts.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key)));
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void getTranslation_everyText_formatsAndLosesNoApostrophe(Language language) {
    var translations = new Translations();
    Object[] arguments = {1, 2, 3, 4, 5};
    Properties texts = texts(language);

    for (String key : texts.stringPropertyNames()) {
      String pattern = texts.getProperty(key);
      String shown = translations.getTranslation(key, Languages.locale(language), arguments);
      assertThat(shown).as(key).doesNotContain("{").doesNotContain("!" + language.wireName());
      assertThat(shown.chars().filter(c -> c == '\'').count())
          .as("doubled apostrophes in " + key)
          .isEqualTo(pattern.chars().filter(c -> c == '\'').count() / 2);
      assertThat(new MessageFormat(pattern, Languages.locale(language)).getFormatsByArgumentIndex())
          .as(key)
          .hasSize(placeholders(pattern).size());
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void texts_withPluralForms_haveAllOfThem(Language language) {
    Set<String> keys = texts(language).stringPropertyNames();
    List<String> counted =
        keys.stream()
            .filter(key -> key.endsWith(".one"))
            .map(key -> key.replace(".one", ""))
            .toList();

    assertThat(counted).isNotEmpty();
    for (String key : counted) {
      assertThat(keys)
          .containsAll(Arrays.stream(PluralForm.values()).map(form -> form.of(key)).toList());
    }
  }

  private static Set<String> placeholders(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    Set<String> found = new TreeSet<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static Properties texts(Language language) {
    try (Reader reader = reader(language)) {
      var texts = new Properties();
      texts.load(reader);
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reader reader(Language language) {
    String name = "/vaadin-i18n/translations_" + language.wireName() + ".properties";
    return new InputStreamReader(
        Objects.requireNonNull(TranslationsTest.class.getResourceAsStream(name)), UTF_8);
  }
}
