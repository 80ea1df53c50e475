// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.holdfast.files.AccountNames;
import org.holdfast.files.FileTree;
import org.holdfast.files.PathText;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.TreeScan;
import org.holdfast.files.TreeTarget;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** The files of any system that Java knows. */
public final class NioFileTree implements FileTree {
    /** Windows and macOS name accounts in ways that no number of another system stands for. */
    private static final class NoAccounts implements AccountNames {
        @Override
        public Optional<Bytes> user(int uid) {
            return Optional.empty();
        }

        @Override
        public Optional<Bytes> group(int gid) {
            return Optional.empty();
        }

        @Override
        public OptionalInt uid(Bytes user) {
            return OptionalInt.empty();
        }

        @Override
        public boolean haveNumbers() {
            return false;
        }

        @Override
        public OptionalInt gid(Bytes group) {
            return OptionalInt.empty();
        }
    }

    @Override
    public TreeScan scan(Bytes root, ScanOptions options) {
        Path path = path(root);
        try {
            return new NioScan(path.toRealPath(), options);
        } catch (IOException e) {
            // The scan finds out for itself that the root is missing, and reports it.
            return new NioScan(path, options);
        }
    }

    @Override
    public TreeTarget target(Bytes root, RestoreOptions options) {
        Path path = path(root);
        try {
            Files.createDirectories(path);
            boolean windows = path.getFileSystem().getSeparator().equals("\\");
            return new NioTarget(path.toRealPath(), options, new NioNames(windows));
        } catch (IOException e) {
            throw unknown(root, NioTroubles.reason(e), e);
        }
    }

    @Override
    public AccountNames accounts() {
        return new NoAccounts();
    }

    private static Path path(Bytes root) {
        try {
            return Path.of(NioNames.text(root)
                    .orElseThrow(() -> new InvalidPathException(PathText.shown(root), "it is not UTF-8")));
        } catch (InvalidPathException e) {
            throw unknown(root, e.getReason(), e);
        }
    }

    private static HoldfastException unknown(Bytes root, String why, Exception cause) {
        String shown = PathText.shown(root);
        return new HoldfastException(ErrorCode.PATH_UNKNOWN, shown, shown + " cannot be used: " + why, cause);
    }
}
