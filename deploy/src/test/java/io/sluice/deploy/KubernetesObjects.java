package io.sluice.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Reads objects of Kubernetes as its API does: what it does not know fails. */
final class KubernetesObjects {
  private static final ObjectMapper STRICT =
      new ObjectMapper().setAnnotationIntrospector(new OnlyWhatIsKnown());

  private KubernetesObjects() {}

  /**
   * An object of a type.
   *
   * @throws IllegalArgumentException if it has a field that the type has not, or of another kind
   */
  static <T> T read(Yaml yaml, Class<T> type) {
    return STRICT.convertValue(yaml.value(), type);
  }

  /** The model's classes would keep unknown fields aside. */
  private static final class OnlyWhatIsKnown extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
