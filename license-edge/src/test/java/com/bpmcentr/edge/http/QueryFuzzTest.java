package com.bpmcentr.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Queries of any bytes, read a second time in the plainest way. */
class QueryFuzzTest {

  private static final List<String> NAMES = List.of("connector", "account", "lang");
  private static final QueryReader READER = new QueryReader(NAMES.toArray(String[]::new));

  @FuzzTest
  void read_anyQuery_asByThePlainestReading(byte[] bytes) {
    String query = new String(bytes, ISO_8859_1);

    assertThat(READER.read(query)).isEqualTo(plainly(query));
  }

  private static List<QueryParameter> plainly(String query) {
    List<QueryParameter> found = new ArrayList<>();
    for (String wanted : NAMES) {
      QueryParameter parameter = QueryParameter.MISSING;
      for (String part : query.split("&", -1)) {
        String[] sides = part.split("=", 2);
        if (wanted.equals(PercentEncoding.decodeQuery(sides[0]))) {
          String value = PercentEncoding.decodeQuery(sides.length < 2 ? "" : sides[1]);
          QueryParameter first =
              value == null ? QueryParameter.MALFORMED : new QueryParameter.Value(value);
          parameter = parameter instanceof QueryParameter.Missing ? first : QueryParameter.REPEATED;
        }
      }
      found.add(parameter);
    }
    return found;
  }

  @FuzzTest
  void decode_anyText_isWhatItsEncodingSays(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    assertThat(PercentEncoding.decodeQuery(URLEncoder.encode(text, UTF_8))).isEqualTo(text);
    String decoded = PercentEncoding.decodeQuery(text);
    if (decoded != null) {
      // what is no UTF-8 is refused, not read with substitutes
      assertThat(decoded.contains("\uFFFD"))
          .isEqualTo(text.toUpperCase(Locale.ROOT).contains("%EF%BF%BD"));
      assertThat(PercentEncoding.decodeQuery(URLEncoder.encode(decoded, UTF_8))).isEqualTo(decoded);
    }
  }
}
