package io.sluice.relay.config;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.sluice.wal.DurableDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that make up a relay's configuration: a main one, and {@code conf.d/*.yaml} beside it,
 * whichever there are at the time.
 *
 * @param main {@code relay.yaml}
 * @param drafts files of {@code conf.d} that are to be read from somewhere else, or, where empty,
 *     not at all
 */
public record ConfigurationFiles(Path main, Map<Path, Optional<Path>> drafts) {

  /** Those that there are, as they are. */
  public ConfigurationFiles(Path main) {
    this(main, Map.of());
  }

  /** Where additions are; it need not exist. */
  public Path additionsDirectory() {
    return main.toAbsolutePath().resolveSibling("conf.d");
  }

  /**
   * Where each addition is to be read, in the order of their names, so that messages are the same
   * every time.
   *
   * @throws IOException if their directory cannot be listed
   */
  Iterable<Path> additions() throws IOException {
    Map<Path, Path> files = new TreeMap<>();
    Path directory = additionsDirectory();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*.yaml")) {
        stream.forEach(file -> files.put(file, file));
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    drafts.forEach(
        (file, draft) ->
            draft.ifPresentOrElse(path -> files.put(file, path), () -> files.remove(file)));
    return files.values();
  }

  /** Another one for other contents; what cannot be read has a digest too. */
  public String digest() {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Path file : all()) {
      hasher.putString(file.toString(), StandardCharsets.UTF_8);
      try {
        hasher.putBytes(Files.readAllBytes(file));
      } catch (IOException e) {
        hasher.putString(e.toString(), StandardCharsets.UTF_8);
      }
    }
    return hasher.hash().toString();
  }

  private List<Path> all() {
    List<Path> all = new ArrayList<>(List.of(main));
    try {
      additions().forEach(all::add);
    } catch (IOException e) {
      all.add(additionsDirectory()); // unlike any list
    }
    return all;
  }

  /**
   * Another content of an addition, to be looked at before it is there for all.
   *
   * @param yaml empty: the file is to be deleted
   * @throws IOException if it cannot be written
   */
  public Draft draft(Path file, Optional<String> yaml) throws IOException {
    DurableDirectory.create(additionsDirectory(), onlyOwners("rwx------"));
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    if (yaml.isPresent()) {
      DurableDirectory.write(
          draft, yaml.get().getBytes(StandardCharsets.UTF_8), onlyOwners("rw-------"));
    }
    return new Draft(this, file, yaml.map(text -> draft));
  }

  /** There may be secrets in it. */
  private static FileAttribute<?> onlyOwners(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }

  /** What one addition is to be. Closed, it leaves nothing but what was published. */
  public static final class Draft implements AutoCloseable {
    private final ConfigurationFiles now;
    private final Path file;
    private final Optional<Path> draft;

    private Draft(ConfigurationFiles now, Path file, Optional<Path> draft) {
      this.now = now;
      this.file = file;
      this.draft = draft;
    }

    /** All files, with this one as it is to be. */
    public ConfigurationFiles files() {
      return new ConfigurationFiles(now.main, Map.of(file, draft));
    }

    /** Puts it in its place, in one step. */
    public void publish() throws IOException {
      if (draft.isPresent()) {
        Files.move(draft.get(), file, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.deleteIfExists(file);
      }
      DurableDirectory.sync(now.additionsDirectory());
    }

    @Override
    public void close() throws IOException {
      if (draft.isPresent()) {
        Files.deleteIfExists(draft.get());
      }
    }
  }
}
