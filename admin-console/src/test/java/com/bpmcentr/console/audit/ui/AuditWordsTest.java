package com.bpmcentr.console.audit.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.SourceCalls;
import com.bpmcentr.console.audit.AuditEntry;
import com.bpmcentr.console.audit.Outcome;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.TextUi;
import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.console.subscription.ActionName;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditWordsTest {

  private static final Pattern TYPE = Pattern.compile("String TYPE = \"([a-z-]+)\"");

  private static final Pattern FACT = Pattern.compile("\\.with\\(\\s*\"([A-Za-z]+)\"");

  /** What they put together is no fact of the log. */
  private static final Set<String> NO_FACTS = Set.of();

  /** Their constant is the name of a field. */
  private static final Set<String> NO_TYPES = Set.of("BulkJobs");

  /** Only read, and what is only read is not in the log unless it is refused. */
  private static final Set<String> READ =
      Set.of("attention", "check", "edge", "notice", "receipt", "search", "usage");

  @RegisterExtension private final TextUi ui = new TextUi(Locale.of("ru"));

  @Test
  void operation_everyVerb_hasWords() {
    Set<String> wordless = new TreeSet<>();
    Stream.of(
            SourceCalls.of("on").stream().flatMap(call -> call.literal(2).stream()),
            SourceCalls.of("Attempt").stream()
                .flatMap(call -> call.literal(0).stream())
                .map(operation -> operation.substring(operation.indexOf('.') + 1)),
            Stream.of(ActionName.values()).map(ActionName::wireName),
            Stream.of("login", "logout", "confirm-password", "recover", "recovered", "lock"))
        .flatMap(verbs -> verbs)
        .map(verb -> "audit.verb." + verb)
        .filter(key -> !isKnown(key))
        .forEach(wordless::add);
    assertThat(wordless).isEmpty();
  }

  @Test
  void operations_thatAreOffered_areOfKnownKindsAndHaveWords() {
    assertThat(AuditWords.OPERATIONS)
        .allSatisfy(
            operation -> {
              int dot = operation.indexOf('.');
              assertThat(AuditWords.TARGETS).contains(operation.substring(0, dot));
              assertThat(isKnown("audit.verb." + operation.substring(dot + 1))).isTrue();
            })
        .doesNotHaveDuplicates();
  }

  @Test
  void target_everyType_hasWords() {
    assertThat(types().filter(type -> !isKnown("audit.target." + type))).isEmpty();
  }

  @Test
  void targets_everythingThatIsChanged_canBeFilteredBy() {
    assertThat(AuditWords.TARGETS).containsAll(types().filter(t -> !READ.contains(t)).toList());
  }

  @Test
  void fact_everyOne_hasWords() {
    assertThat(SourceCalls.texts(FACT, NO_FACTS))
        .isNotEmpty()
        .allMatch(name -> isKnown("audit.fact." + name) || isKnown("field." + name));
  }

  @Test
  void entry_opened_isInTheViewersLanguage() {
    String shown =
        new EntryDetails(entry(), new Formats(Locale.of("ru"), ZoneOffset.UTC))
            .getElement()
            .getTextRecursively()
            .replace('\u00A0', ' ');

    assertThat(shown)
        .contains(
            "Заблокировано до",
            "22 нояб. 2026",
            "Бесплатный",
            "15,00",
            "10.00 ABC",
            "Украина",
            "Українська",
            "Тёмные",
            "Такого нет (или уже нет)")
        .doesNotContain(
            "lockedUntil", "2026-11-22T", "free", "15.00", "UA", "uk", "dark", "not found");
  }

  /** It used to be shown as it is recorded, in English. */
  @Test
  void refusal_wrongPassword_isInTheViewersWords() {
    assertThat(AuditWords.refusal("login while wrong password")).isEqualTo("Пароль неверен");
  }

  private static AuditEntry entry() {
    Facts before =
        Facts.NONE
            .with("lockedUntil", Instant.parse("2026-11-22T12:00:00Z"))
            .with("category", Category.FREE)
            .with("price", "15.00 USD")
            .with("name", "10.00 ABC")
            .with("country", "UA")
            .with("locale", Language.UK)
            .with("theme", Theme.DARK);
    return new AuditEntry(
        1,
        Instant.EPOCH,
        null,
        "Olena",
        "owner",
        "screen",
        null,
        null,
        "staff.unlock",
        "staff",
        "7",
        Outcome.REFUSED,
        "not found",
        null,
        before,
        Facts.NONE);
  }

  private static Stream<String> types() {
    return Stream.concat(
            SourceCalls.texts(TYPE, NO_TYPES).stream(),
            SourceCalls.of("on").stream().flatMap(call -> call.literal(0).stream()))
        .distinct();
  }

  private boolean isKnown(String key) {
    return !ui.getTranslation(key).endsWith(key);
  }
}
