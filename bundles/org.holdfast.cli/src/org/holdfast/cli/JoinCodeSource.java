// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Where {@code init} takes a join code or confederation's id from: the command line, which others on the machine can read, or elsewhere. */
final class JoinCodeSource {
    /** The environment variable that a software distribution may set. */
    static final String VARIABLE = "HOLDFAST_JOIN_CODE";

    private static final int LONGEST = 1024;

    private JoinCodeSource() {}

    /** @throws HoldfastException JOIN_CODE_INVALID */
    static JoinCode code(String said) {
        return JoinCode.parse(said.strip());
    }

    /** For who comes with a certificate. @throws HoldfastException USAGE if it is no id */
    static ConfederationId confederation(String said) {
        try {
            return ConfederationId.of(HexFormat.of().parseHex(said.strip()));
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    "--join",
                    "With --certificate the confederation is named by its id, 64 hexadecimal digits; 'holdfast status"
                            + " --json' at a member shows it as 'confederation_id'.",
                    e);
        }
    }

    /**
     * What a file says, and nothing besides; {@code -} is standard input.
     *
     * @throws HoldfastException USAGE if the file cannot be read
     */
    static String file(Path file) {
        try (InputStream in = file.toString().equals("-") ? System.in : Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    file.toString(),
                    "The join code cannot be read from " + file + ": " + e.getMessage() + ".",
                    e);
        }
    }

    /** What the environment says, if it says anything. */
    static Optional<String> environment(Environment environment) {
        return environment.get(VARIABLE);
    }
}
