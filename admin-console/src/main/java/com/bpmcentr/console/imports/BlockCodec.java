package com.bpmcentr.console.imports;

import com.bpmcentr.license.KeyDigest;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.CollectionType;

/** Lines on their way into a block's row and out of it. */
@Component
final class BlockCodec {

  private final JsonMapper json;
  private final CollectionType lines;

  BlockCodec() {
    json =
        JsonMapper.builder()
            .addModule(
                new SimpleModule()
                    .addSerializer(KeyDigest.class, new DigestWriter())
                    .addDeserializer(KeyDigest.class, new DigestReader()))
            .build();
    lines = json.getTypeFactory().constructCollectionType(List.class, ImportLine.class);
  }

  String write(List<ImportLine> block) {
    return json.writeValueAsString(block);
  }

  List<ImportLine> read(String block) {
    return json.readValue(block, lines);
  }

  private static final class DigestWriter extends ValueSerializer<KeyDigest> {

    @Override
    public void serialize(KeyDigest digest, JsonGenerator out, SerializationContext context) {
      out.writeString(digest.toBase64Url());
    }
  }

  private static final class DigestReader extends ValueDeserializer<KeyDigest> {

    @Override
    public KeyDigest deserialize(JsonParser in, DeserializationContext context) {
      return KeyDigest.parse(in.getString());
    }
  }
}
