// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.plugins.PluginStore.Plugin;
import org.osgi.framework.Version;

/**
 * {@code <home>/bundles/list}, UTF-8, replaced as a whole:
 *
 * <pre>
 * holdfast bundles 1
 * SHA-256 of the jar | symbolic name | version | file name in the drop-in folder, or nothing     each separated by a tab
 * …
 * SHA-256 of all lines before
 * </pre>
 *
 * A jar's own name follows from its line.
 */
final class PluginList {
    private static final String HEAD = "holdfast bundles 1";
    private static final int MAX = 1 << 20;
    private static final int HASH_IN_NAME = 8;

    private final Path folder;

    PluginList(Path folder) {
        this.folder = folder;
    }

    /** Where the store keeps a jar of these properties. */
    Path jar(String name, Version version, Digest sha256) {
        return folder.resolve(name + "-" + version + "-" + sha256.toString().substring(0, HASH_IN_NAME) + ".jar");
    }

    void write(Collection<Plugin> plugins) {
        StringBuilder text = new StringBuilder(HEAD + "\n");
        plugins.forEach(each -> text.append(each.sha256())
                .append('\t')
                .append(each.name())
                .append('\t')
                .append(each.version())
                .append('\t')
                .append(each.droppedAs().orElse(""))
                .append('\n'));
        DurableFile.write(file(), (text + check(text.toString()) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if there is no list, or a damaged one. @throws org.holdfast.model.HoldfastException DISK_FAILED */
    Optional<List<Plugin>> read() {
        try {
            if (Files.size(file()) > MAX) {
                return Optional.empty();
            }
            return parse(new String(Files.readAllBytes(file()), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw DurableFile.failed("read", file(), e);
        }
    }

    private Optional<List<Plugin>> parse(String text) {
        int end = text.lastIndexOf('\n', text.length() - 2) + 1;
        if (!text.startsWith(HEAD + "\n") || !text.substring(end).equals(check(text.substring(0, end)) + "\n")) {
            return Optional.empty();
        }
        List<Plugin> plugins = new ArrayList<>();
        for (String line : text.substring(HEAD.length() + 1, end).lines().toList()) {
            String[] parts = line.split("\t", -1);
            Digest sha256 = new Digest(Id32.parse(parts[0]));
            Version version = Version.parseVersion(parts[2]);
            Optional<String> droppedAs = parts[3].isEmpty() ? Optional.empty() : Optional.of(parts[3]);
            plugins.add(new Plugin(parts[1], version, sha256, jar(parts[1], version, sha256), droppedAs));
        }
        return Optional.of(plugins);
    }

    private static String check(String text) {
        return Digest.of(CertificateName.sha256().digest(text.getBytes(StandardCharsets.UTF_8)))
                .toString();
    }

    private Path file() {
        return folder.resolve("list");
    }
}
