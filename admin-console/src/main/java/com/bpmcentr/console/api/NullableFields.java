package com.bpmcentr.console.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says in the schemas what the records say: a component that is {@code @Nullable} may be null, any
 * other is always there.
 */
@Component
class NullableFields implements ModelConverter {

  private static final String REFERENCE = "#/components/schemas/";

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> schema = chain.next().resolve(type, context, chain);
    Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
    if (schema != null && raw.isRecord() && raw.getPackage() == getClass().getPackage()) {
      describe(raw, model(schema, context));
    }
    return schema;
  }

  private static Schema<?> model(Schema<?> schema, ModelConverterContext context) {
    String reference = schema.get$ref();
    if (reference == null) {
      return schema;
    }
    Schema<?> model = context.getDefinedModels().get(reference.substring(REFERENCE.length()));
    return model == null ? schema : model;
  }

  @SuppressWarnings("rawtypes")
  private static void describe(Class<?> record, Schema<?> model) {
    Map<String, Schema> properties = model.getProperties();
    if (properties == null) {
      return;
    }
    for (RecordComponent component : record.getRecordComponents()) {
      Schema<?> property = properties.get(component.getName());
      if (property == null || component.isAnnotationPresent(JsonUnwrapped.class)) {
        continue;
      }
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        properties.put(component.getName(), orNull(property));
      } else if (model.getRequired() == null
          || !model.getRequired().contains(component.getName())) {
        model.addRequiredItem(component.getName());
      }
    }
  }

  /** A schema of its own, because those of constants are shared. */
  private static Schema<?> orNull(Schema<?> property) {
    if (property.getAnyOf() != null) {
      return property;
    }
    return new Schema<>().anyOf(List.of(property, new Schema<>().types(Set.of("null"))));
  }
}
