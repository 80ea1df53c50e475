// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.rollback;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.disk.Durable;

/** The note of the last change, {@code <home>/rollback/watch}, a file of Java properties: it outlives the process. */
public final class WatchFile {
    private final Path file;

    public WatchFile(Path folder) {
        this.file = folder.resolve("watch");
    }

    /** Empty if there is none, or it is damaged: then nothing is taken back by itself. */
    public Optional<Watch> read() {
        Properties noted = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            noted.load(in);
            return Optional.of(new Watch(
                    Watch.Phase.valueOf(noted.getProperty("phase", "")),
                    Integer.parseInt(noted.getProperty("snapshot", "")),
                    noted.getProperty("change", ""),
                    several(noted, "before."),
                    several(noted, "served."),
                    noted.getProperty("why", "")));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private static Set<String> several(Properties noted, String prefix) {
        return noted.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .map(noted::getProperty)
                .collect(Collectors.toSet());
    }

    public void write(Watch watch) {
        Properties noted = new Properties();
        noted.setProperty("phase", watch.phase().name());
        noted.setProperty("snapshot", Integer.toString(watch.snapshot()));
        noted.setProperty("change", watch.change());
        noted.setProperty("why", watch.why());
        watch.before().forEach(problem -> noted.setProperty("before." + noted.size(), problem));
        watch.served().forEach(format -> noted.setProperty("served." + noted.size(), format));
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            noted.store(text, "The last change of plug-ins");
            Durable.write(file, text.toByteArray());
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    public void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("delete", e);
        }
    }

    private HoldfastException failed(String what, IOException cause) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED, file.toString(), "Cannot " + what + " " + file + ": " + cause, cause);
    }
}
