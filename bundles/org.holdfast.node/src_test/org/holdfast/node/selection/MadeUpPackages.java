// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A small Debian system below some folder: a package database, and files as it says, where they are asked for. */
public final class MadeUpPackages {
    private final Path root;
    private final Path dpkg;

    public MadeUpPackages(Path root) throws IOException {
        this.root = root;
        this.dpkg = root.resolve("var/lib/dpkg");
        Files.createDirectories(dpkg.resolve("info"));
        append(dpkg.resolve("status"), "");
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public MadeUpPackages installed(String name, String version) throws IOException {
        return status(name, version, "install ok installed");
    }

    MadeUpPackages status(String name, String version, String status) throws IOException {
        append(
                dpkg.resolve("status"),
                "Package: " + name + "\nStatus: " + status + "\nArchitecture: amd64\nVersion: " + version
                        + "\nDescription: made up\n more of it: here\n\n");
        return this;
    }

    /** Writes only what the database says. @param path relative, as in the database */
    public MadeUpPackages file(String name, String path, String content) throws IOException {
        append(dpkg.resolve("info").resolve(name + ".md5sums"), md5(content) + "  " + path + "\n");
        return this;
    }

    /** Writes the file itself, too. */
    public MadeUpPackages there(String name, String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return file(name, path, content);
    }

    MadeUpPackages lines(String file, String... lines) throws IOException {
        Files.write(dpkg.resolve(file), List.of(lines));
        return this;
    }

    PackageFiles load() throws IOException {
        return DpkgDatabase.load(root);
    }

    private static String md5(String content) {
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
