package com.bpmcentr.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void toJson_parameter_hasTheFiveFields() {
    assertThat(Problem.parameter("account", "is required").toJson())
        .isEqualTo(
            "{\"type\":\"urn:bpmcentr:problem:invalid-parameter\",\"title\":\"Bad Request\","
                + "\"status\":400,\"detail\":\"account: is required\","
                + "\"code\":\"INVALID_PARAMETER\"}");
  }

  @Test
  void methodNotAllowed_always_namesWhatIsAllowed() {
    Problem problem = Problem.methodNotAllowed("GET, POST");

    assertThat(problem.status()).isEqualTo(405);
    assertThat(problem.allow()).isEqualTo("GET, POST");
  }

  @Property
  void jsonText_anyText_isReadBackByAParser(@ForAll String text) throws IOException {
    String json = new JsonText().field("text", text).field("number", 7).end();

    try (JsonParser parser = new JsonFactory().createParser(json)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      assertThat(parser.nextFieldName()).isEqualTo("text");
      assertThat(parser.nextTextValue()).isEqualTo(text);
      assertThat(parser.nextFieldName()).isEqualTo("number");
      assertThat(parser.nextIntValue(0)).isEqualTo(7);
      assertThat(parser.nextToken()).isEqualTo(JsonToken.END_OBJECT);
    }
  }
}
