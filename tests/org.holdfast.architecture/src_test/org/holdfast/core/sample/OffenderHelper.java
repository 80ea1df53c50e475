// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.core.sample.cycle.Accomplice;

/** Breaks every rule of calls, to show that each is watched. */
public final class OffenderHelper {
    public long breakTheRules(Path file) throws IOException {
        System.out.println(InetAddress.getByName("localhost"));
        return Files.size(file) + System.nanoTime() + new Accomplice().help(this);
    }
}
