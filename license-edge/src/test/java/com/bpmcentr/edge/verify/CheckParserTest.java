package com.bpmcentr.edge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.http.Problem;
import com.bpmcentr.license.Language;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckParserTest {

  private static final String HUNDRED = "x".repeat(100);

  private static MultiMap headers(String... namesAndValues) {
    MultiMap headers = HttpHeaders.headers();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  private static ParsedCheck post(String body, String... moreHeaders) {
    return CheckParser.fromBody(
        Buffer.buffer(body), headers(moreHeaders).add("Content-Type", "application/json"));
  }

  private static Problem problem(ParsedCheck parsed) {
    assertThat(parsed).isInstanceOf(ParsedCheck.Refused.class);
    return ((ParsedCheck.Refused) parsed).problem();
  }

  // ---- GET

  @Test
  void fromQuery_everything_read() {
    MultiMap headers =
        headers("Authorization", "Bearer bpm_prod_x", "Connector-Secret", "s", "Accept", "*/*");

    assertThat(CheckParser.fromQuery("connector=rozetka&account=12%2F3&lang=uk", headers))
        .isEqualTo(new CheckRequest("rozetka", "12/3", "bpm_prod_x", "s", Language.UK));
  }

  @Test
  void fromQuery_onlyTheNecessary_read() {
    assertThat(CheckParser.fromQuery("account=" + HUNDRED + "&connector=a", headers()))
        .isEqualTo(new CheckRequest("a", HUNDRED, null, null, Language.EN));
  }

  @ParameterizedTest
  @CsvSource({
    "account=1, connector",
    "connector=&account=1, connector",
    "connector=Rozetka&account=1, connector",
    "connector=a_b&account=1, connector",
    "connector=%zz&account=1, connector",
    "connector=a&connector=a&account=1, connector",
    "connector=a, account",
    "connector=a&account=, account",
    "connector=a&account=1%202, account",
    "connector=a&account=1+2, account",
    "connector=a&account=%D0%9A, account",
    "connector=a&account=%00, account",
    "connector=a&account=%ff, account",
    "connector=a&account=1&account=2, account",
    "connector=a&account=1&lang=uk&lang=uk, lang",
    "connector=a&account=1&lang=%, lang",
  })
  void fromQuery_parameterWrong_400NamesIt(String query, String name) {
    Problem problem = problem(CheckParser.fromQuery(query, headers()));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.detail()).startsWith(name + ": ");
  }

  @Test
  void fromQuery_tooLong_400() {
    assertThat(
            problem(CheckParser.fromQuery("connector=a&account=x" + HUNDRED, headers())).detail())
        .startsWith("account: ");
    assertThat(
            problem(CheckParser.fromQuery("account=1&connector=" + "c".repeat(65), headers()))
                .detail())
        .startsWith("connector: ");
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer k, k",
    "bearer k, k",
    "BEARER  k , k",
    "Bearer two words, two words",
    "Bearer, ",
    "'Bearer ', ",
    "Basic dTpw, ",
    "k, ",
  })
  void fromQuery_authorization_bearerOnly(String field, String key) {
    ParsedCheck parsed =
        CheckParser.fromQuery("connector=a&account=1", headers("Authorization", field));

    assertThat(parsed).isInstanceOf(CheckRequest.class);
    assertThat(((CheckRequest) parsed).key()).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "Connector-Secret"})
  void fromQuery_credentialTwice_400NamesTheHeader(String header) {
    MultiMap headers = headers(header, "Bearer a", header, "Bearer a");

    assertThat(problem(CheckParser.fromQuery("connector=a&account=1", headers)).detail())
        .startsWith(header + ": ");
  }

  // ---- POST

  @Test
  void fromBody_everything_read() {
    String body =
        "{\"key\":\"k\",\"connector\":\"rozetka\",\"account\":\"1\",\"lang\":\"ru\","
            + "\"more\":{\"key\":[1,{\"account\":2}]}}";

    assertThat(post(body)).isEqualTo(new CheckRequest("rozetka", "1", "k", null, Language.RU));
  }

  @Test
  void fromBody_nulls_countAsAbsent() {
    assertThat(post("{\"key\":null,\"connector\":\"a\",\"account\":\"1\",\"lang\":null}"))
        .isEqualTo(new CheckRequest("a", "1", null, null, Language.EN));
  }

  @Test
  void fromBody_keyInHeaderToo_mustBeTheSame() {
    String body = "{\"key\":\"k\",\"connector\":\"a\",\"account\":\"1\"}";

    assertThat(post(body, "Authorization", "Bearer k")).isInstanceOf(CheckRequest.class);
    assertThat(problem(post(body, "Authorization", "Bearer K")).detail()).startsWith("key: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|body",
        "null|body",
        "[]|body",
        "'\"text\"'|body",
        "{|body",
        "{}}|body",
        "{}{}|body",
        "{} x|body",
        "{'a':1}|body",
        "{\"connector\":\"a\",\"account\":\"1\",}|body",
        "{\"connector\":\"a\\u0000|body",
        "{}|connector",
        "{\"connector\":\"a\"}|account",
        "{\"connector\":1,\"account\":\"1\"}|connector",
        "{\"connector\":\"a\",\"account\":1}|account",
        "{\"connector\":\"a\",\"account\":[\"1\"]}|account",
        "{\"connector\":\"a\",\"account\":\"1\",\"lang\":{}}|lang",
        "{\"connector\":\"a\",\"account\":\"1\",\"key\":true}|key",
        "{\"connector\":\"a\",\"connector\":\"a\",\"account\":\"1\"}|connector",
        "{\"key\":\"k\",\"key\":null,\"connector\":\"a\",\"account\":\"1\"}|key",
        "{\"connector\":\"a\",\"account\":\"1\\u0020\"}|account",
      })
  void fromBody_wrong_400NamesIt(String body, String name) {
    Problem problem = problem(post(body));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.detail()).startsWith(name + ": ");
  }

  @Test
  void fromBody_otherEncodingsOfUnicode_400() {
    String body = "{\"connector\":\"a\",\"account\":\"1\"}";
    MultiMap json = headers("Content-Type", "application/json");

    for (var charset :
        new java.nio.charset.Charset[] {
          StandardCharsets.UTF_16,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          java.nio.charset.Charset.forName("UTF-32")
        }) {
      assertThat(
              problem(CheckParser.fromBody(Buffer.buffer(body.getBytes(charset)), json)).detail())
          .as(charset.name())
          .startsWith("body: ");
    }
  }

  @Test
  void fromBody_deeplyNested_400() {
    assertThat(problem(post("{\"x\":" + "[".repeat(4000))).detail()).startsWith("body: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
        "application/json ; profile=x",
      })
  void fromBody_jsonTypes_read(String type) {
    assertThat(
            CheckParser.fromBody(
                Buffer.buffer("{\"connector\":\"a\",\"account\":\"1\"}"),
                headers("Content-Type", type)))
        .isInstanceOf(CheckRequest.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "application/problem+json",
        "application/json; charset=windows-1251",
        "",
      })
  void fromBody_otherTypes_415(String type) {
    assertThat(
            problem(CheckParser.fromBody(Buffer.buffer("{}"), headers("Content-Type", type)))
                .status())
        .isEqualTo(415);
  }

  @Test
  void fromBody_noTypeOrEncoded_415() {
    assertThat(problem(CheckParser.fromBody(Buffer.buffer("{}"), headers())).status())
        .isEqualTo(415);
    assertThat(problem(post("{}", "Content-Encoding", "gzip")).status()).isEqualTo(415);
  }

  // ---- both

  @Property
  void fromQuery_anyQuery_checkOr400(@ForAll String query) {
    ParsedCheck parsed = CheckParser.fromQuery(query, headers());

    assertThat(parsed instanceof CheckRequest || problem(parsed).status() == 400).isTrue();
  }

  @Property
  void fromBody_anyBytes_checkOr400(@ForAll byte[] body) {
    ParsedCheck parsed =
        CheckParser.fromBody(Buffer.buffer(body), headers("Content-Type", "application/json"));

    assertThat(parsed instanceof CheckRequest || problem(parsed).status() == 400).isTrue();
  }

  @Test
  void toString_ofAllThatHoldsAKey_withoutIt() {
    CheckRequest request = new CheckRequest("a", "1", "bpm_prod_k", "s3cret", Language.EN);
    ParsedBody body = new ParsedBody.Fields("bpm_prod_k", "a", "1", null);
    Credential credential = new Credential.Presented("bpm_prod_k");

    assertThat(request + " " + body + " " + credential)
        .doesNotContain("bpm_prod_k")
        .doesNotContain("s3cret");
  }
}
