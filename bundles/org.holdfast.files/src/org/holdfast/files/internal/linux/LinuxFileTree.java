// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.files.AccountNames;
import org.holdfast.files.FileTree;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.TreeScan;
import org.holdfast.files.TreeTarget;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** The files of Linux. */
public final class LinuxFileTree implements FileTree {
    private final ScratchPool pool = new ScratchPool();

    /** @throws HoldfastException INTERNAL if the C library or the processor will not do, or /proc is missing */
    public LinuxFileTree() {
        Abi.of(System.getProperty("os.arch"));
        Symbols.symbol("statx");
        Symbols.symbol("renameat2");
        if (!Files.isDirectory(Path.of("/proc/self/fd"))) {
            throw new HoldfastException(
                    ErrorCode.INTERNAL, "/proc", "/proc is not mounted; extended attributes and modes need it");
        }
    }

    @Override
    public TreeScan scan(Bytes root, ScanOptions options) {
        return new LinuxScan(pool, root, options);
    }

    @Override
    public TreeTarget target(Bytes root, RestoreOptions options) {
        return new LinuxTarget(pool, root, options);
    }

    @Override
    public AccountNames accounts() {
        return new LinuxAccounts();
    }
}
