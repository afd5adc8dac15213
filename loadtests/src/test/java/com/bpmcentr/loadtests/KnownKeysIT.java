package com.bpmcentr.loadtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysIT {
  private static final String HEADER = "key,connector,account\n";

  @TempDir Path folder;

  @Test
  void read_rows_areThose() throws Exception {
    KnownKeys keys = read(HEADER + "bpm_prod_a,rozetka,1\nbpm_prod_b,poshta,2\n");

    assertThat(keys.count()).isEqualTo(2);
    assertThat(keys.row(1)).isEqualTo(new KnownKeys.Row("bpm_prod_b", "poshta", "2"));
    assertThat(keys.areMagic()).isFalse();
  }

  @Test
  void read_noFile_isRefused() {
    assertRefused(folder.resolve("none.csv"), "there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "key;connector;account\na;b;c\n", "bpm_prod_secret,rozetka,1\n"})
  void read_otherHeader_isRefusedWithoutShowingIt(String text) throws Exception {
    assertRefused(file(text), "line 1 must be key,connector,account");
  }

  @Test
  void read_nothingAfterTheHeader_isRefused() throws Exception {
    assertRefused(file(HEADER), "there is no key after the header line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bpm_prod_secret,rozetka",
        ",rozetka,1",
        "bpm_prod_secret,rozetka,",
        "a,b,c,d",
        ""
      })
  void read_brokenLine_isRefusedByNumberWithoutShowingIt(String line) throws Exception {
    assertRefused(
        file(HEADER + "bpm_prod_a,rozetka,1\n" + line + "\n"),
        "line 3 must hold key,connector,account");
  }

  @Test
  void toString_ofARow_doesNotShowTheKey() {
    assertThat(new KnownKeys.Row("bpm_prod_secret", "rozetka", "1").toString())
        .doesNotContain("secret");
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> KnownKeys.read(LoadTest.KEYS, file))
        .isInstanceOf(OptionRefusal.class)
        .hasMessage("-Dkeys=" + file + ": " + why);
  }

  private KnownKeys read(String text) throws Exception {
    return KnownKeys.read(LoadTest.KEYS, file(text));
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("keys.csv"), text);
  }
}
