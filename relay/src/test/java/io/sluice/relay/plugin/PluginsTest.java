package io.sluice.relay.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.Module;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Node;

/** Plugins whose converter and own Guava are compiled here. */
class PluginsTest {
  private static final String CONVERTER = "demo.DemoConverter";

  @TempDir Path directory;

  @BeforeEach
  void compile() throws Exception {
    PluginJar.compile(directory.resolve("demo"), "converter.jar", CONVERTER, source("demo"));
    PluginJar.compile(
        directory.resolve("demo"),
        "guava.jar",
        "com.google.common.base.Throwables",
        """
        package com.google.common.base;
        public class Throwables { public String toString() { return "the plugin's own"; } }
        """);
  }

  @Test
  void aPluginHasItsOwnVersionOfWhatTheRelayHasToo() throws Exception {
    assertThat(converted(Plugins.in(directory))).isEqualTo("demo: the plugin's own");
  }

  @Test
  void itsClassLoaderIsThatOfTheThreadWhileItIsCalled() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    converted(Plugins.in(directory)); // the converter itself fails where that is not so
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void pluginsDoNotSeeEachOther() throws Exception {
    PluginJar.compile(directory.resolve("a"), "converter.jar", CONVERTER, source("a"));
    assertThatThrownBy(() -> converted(Plugins.in(directory)))
        .as("the first by name, with the relay's Throwables, which has no constructor")
        .isInstanceOf(LinkageError.class);
  }

  @Test
  void whatKafkaBringsIsTheRelaysOwn() throws Exception {
    PluginJar.compile(
        directory.resolve("demo"),
        "json.jar",
        JsonConverter.class.getName(),
        "package org.apache.kafka.connect.json; public class JsonConverter {}");
    assertThat(Plugins.in(directory).converter(JsonConverter.class.getName()))
        .isSameAs(JsonConverter.class);
  }

  @Test
  void whatTheJdkHasIsTheJdksOwn() throws Exception {
    PluginJar.copy(directory.resolve("demo"), "xml-apis.jar", Node.class);
    assertThat(loader().loadClass(Node.class.getName())).isSameAs(Node.class);
  }

  @Test
  void aPluginWithItsOwnJacksonIsNotShownTheRelaysModules() throws Exception {
    assertThat(loader().loadClass(Module.class.getName())).isSameAs(Module.class);
    assertThat(modules()).as("of the relay's Jackson").isNotEmpty();

    PluginJar.copy(directory.resolve("demo"), "jackson.jar", Module.class);
    assertThat(loader().loadClass(Module.class.getName())).isNotSameAs(Module.class);
    assertThat(modules()).isEmpty();
  }

  /** As a converter finds them; what does not fit is a ServiceConfigurationError. */
  private List<?> modules() throws Exception {
    ClassLoader loader = loader();
    return ServiceLoader.load(loader.loadClass(Module.class.getName()), loader).stream()
        .map(ServiceLoader.Provider::type)
        .toList();
  }

  private ClassLoader loader() throws Exception {
    return Plugins.in(directory).converter(CONVERTER).getClassLoader();
  }

  @Test
  void whatIsNowhereIsNotFound() throws Exception {
    assertThatThrownBy(() -> Plugins.in(directory).converter("com.example.Missing"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThatThrownBy(() -> Plugins.none().converter(CONVERTER))
        .isInstanceOf(ClassNotFoundException.class);
  }

  private static String converted(Plugins plugins) throws ReflectiveOperationException {
    try (Converter converter = Plugins.create(plugins.converter(CONVERTER), Map.of(), false)) {
      return new String(converter.fromConnectData("topic", null, "value"), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String source(String name) {
    return """
        package demo;
        import java.util.Map;
        import org.apache.kafka.connect.data.*;
        public class DemoConverter implements org.apache.kafka.connect.storage.Converter {
          public void configure(Map<String, ?> properties, boolean key) { check(); }
          public byte[] fromConnectData(String topic, Schema schema, Object value) {
            check();
            return ("%s: " + new com.google.common.base.Throwables()).getBytes();
          }
          public SchemaAndValue toConnectData(String topic, byte[] value) { return null; }
          public void close() { check(); }
          private void check() {
            if (Thread.currentThread().getContextClassLoader() != getClass().getClassLoader()) {
              throw new IllegalStateException("not the plugin's class loader");
            }
          }
        }
        """
        .formatted(name);
  }
}
