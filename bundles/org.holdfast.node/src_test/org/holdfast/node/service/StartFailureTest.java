// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureTest {
    @TempDir
    Path home;

    @Test
    void codeSubjectAndMessageStandOnLinesOfTheirOwn() throws IOException {
        StartFailure.tell(home, new HoldfastException(ErrorCode.PORT_IN_USE, "port\n7610", "Taken.\nTake another."));
        assertEquals("PORT_IN_USE\nport 7610\nTaken.\nTake another.\n", read());
        StartFailure.tell(home, new HoldfastException(ErrorCode.CONFIG_INVALID, "site", "Too long."));
        assertEquals("CONFIG_INVALID\nsite\nToo long.\n", read());
    }

    private String read() throws IOException {
        return Files.readString(home.resolve("run/start-failure"));
    }
}
