// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.nio.file.Path;
import java.time.Instant;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.internal.SignedJar;

/**
 * Who signed a jar, by standard JAR signing (JAR File Specification, "Signed JAR File"), but stricter than the tools: all
 * entries, not those that somebody happens to load; all by the same certificate; none twice; none missing. A
 * certificate's first day is not looked at, as a machine's clock may be behind; its last day is. Stateless.
 */
public final class JarSignature {
    private JarSignature() {}

    /**
     * Reads the whole jar.
     *
     * @param now decides whether a certificate has ended
     * @throws HoldfastException DISK_FAILED if the file cannot be read, which says nothing about the signature
     */
    public static Verdict check(Path jar, Publishers trusted, Instant now) {
        return SignedJar.read(jar).judge(trusted, now);
    }
}
