// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.internal.PrivateFiles;
import org.holdfast.trust.internal.SheetFiles;
import org.holdfast.trust.internal.StateFile;

/**
 * The recovery secret on this machine, in {@code identity/secret} (magic "HFIS", body: the 32 bytes), until the sheet is
 * sealed. Sealing writes {@code identity/sealed} first, so that a crash in the middle is finished at the next start.
 * Thread-safe as long as one object is used.
 */
public final class SecretStore {
    private final Path folder;
    private final StateFile file;
    private final SheetFiles sheets;

    SecretStore(Path folder) {
        this.folder = folder;
        this.file = new StateFile(
                folder.resolve("secret"),
                "HFIS",
                RecoverySecret.BYTES,
                "Backups go on without it. If the recovery sheet is at hand, check it with 'holdfast sheet --check';"
                        + " if there is no sheet, make a new identity and back up anew before this machine is lost");
        this.sheets = new SheetFiles(folder.resolve("sheets"));
    }

    public SecretState state() {
        if (Files.exists(marker())) {
            return SecretState.SEALED;
        }
        return Files.exists(file.path()) ? SecretState.PRESENT : SecretState.LOST;
    }

    /** The secret; the caller closes it. @throws HoldfastException SECRET_SEALED, or IDENTITY_DAMAGED if it is lost */
    public synchronized RecoverySecret secret() {
        if (state() == SecretState.SEALED) {
            throw new HoldfastException(
                    ErrorCode.SECRET_SEALED,
                    file.path().toString(),
                    "the recovery secret is on paper only, since the sheet was sealed: this machine can print the"
                            + " partner page, but neither the words nor a certificate");
        }
        byte[] secret = file.readExisting(in -> in.array(RecoverySecret.BYTES));
        try {
            return RecoverySecret.of(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** G_g, if the secret is here to derive it from. */
    synchronized Optional<byte[]> generation(int generation) {
        if (state() != SecretState.PRESENT) {
            return Optional.empty();
        }
        try (RecoverySecret secret = secret()) {
            return Optional.of(secret.generation(generation));
        }
    }

    void keep(RecoverySecret secret) {
        byte[] bytes = secret.bytes();
        try {
            file.write(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * Writes a file with the secret in it, such as a sheet as text or picture, and remembers it durably before, so that
     * {@link #seal} can erase it.
     *
     * @throws HoldfastException TARGET_EXISTS if there is a file that Holdfast did not write
     */
    public synchronized void writeSheet(Path target, byte[] content) {
        secret().close(); // once the secret is sealed no sheet can be made, so nothing with it in it is written either
        sheets.write(target.toAbsolutePath().normalize(), content);
    }

    /**
     * What sealing did.
     *
     * @param erased sheet files that are gone
     * @param changed sheet files that somebody changed after Holdfast wrote them: they are left, and may hold the words
     * @param missing sheet files that were not there: moved, deleted, or on a disk that is not connected
     */
    public record Sealed(List<Path> erased, List<Path> changed, List<Path> missing) {
        public Sealed {
            erased = List.copyOf(erased);
            changed = List.copyOf(changed);
            missing = List.copyOf(missing);
        }
    }

    /**
     * Takes the secret off this machine, once a person has shown that it stands on the sheet.
     *
     * @param typed the words, a sheet's text, or a scanned sheet, as for {@link Sheets#read}; every word must be right
     * @throws HoldfastException SECRET_SEALED; SHEET_WRONG_WORD, SHEET_UNREADABLE; WRONG_KEY for another machine's sheet
     */
    public synchronized Sealed seal(byte[] typed) {
        try (RecoverySecret secret = secret();
                ReadSheet shown = Sheets.read(typed)) {
            shown.requireExact();
            if (!secret.same(shown.secret())) {
                throw new HoldfastException(
                        ErrorCode.WRONG_KEY,
                        "recovery sheet",
                        "these are the words of another machine: nothing was sealed");
            }
        }
        PrivateFiles.write(marker(), new byte[0]);
        return erase();
    }

    /** Finishes what a crash interrupted. */
    synchronized void finishSealing() {
        if (Files.exists(marker()) && (Files.exists(file.path()) || sheets.any())) {
            erase();
        }
    }

    private Sealed erase() {
        SheetFiles.Erased sheetFiles = sheets.eraseAll();
        PrivateFiles.erase(file.path());
        sheets.forget();
        return new Sealed(sheetFiles.erased(), sheetFiles.changed(), sheetFiles.missing());
    }

    private Path marker() {
        return folder.resolve("sealed");
    }
}
