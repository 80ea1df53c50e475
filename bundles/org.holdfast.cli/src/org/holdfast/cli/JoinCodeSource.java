// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Where {@code init} takes a join code from: the command line, which others on the machine can read, or elsewhere. */
final class JoinCodeSource {
    /** The environment variable that a software distribution may set. */
    static final String VARIABLE = "HOLDFAST_JOIN_CODE";

    private static final int LONGEST = 1024;

    private JoinCodeSource() {}

    /** As typed. @throws HoldfastException JOIN_CODE_INVALID */
    static JoinCode typed(String text) {
        return JoinCode.parse(text.strip());
    }

    /**
     * What a file says, and nothing besides; {@code -} is standard input.
     *
     * @throws HoldfastException JOIN_CODE_INVALID; USAGE if the file cannot be read
     */
    static JoinCode file(Path file) {
        try (InputStream in = file.toString().equals("-") ? System.in : Files.newInputStream(file)) {
            return typed(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    file.toString(),
                    "The join code cannot be read from " + file + ": " + e.getMessage() + ".",
                    e);
        }
    }

    /** What the environment says, if it says anything. @throws HoldfastException JOIN_CODE_INVALID */
    static Optional<JoinCode> environment(Environment environment) {
        return environment.get(VARIABLE).map(JoinCodeSource::typed);
    }
}
