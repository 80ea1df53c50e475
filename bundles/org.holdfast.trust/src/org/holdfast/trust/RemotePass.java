// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.time.Instant;
import org.holdfast.format.identity.Labels;
import org.holdfast.model.AccessRole;
import org.holdfast.model.Digest;

/**
 * A person, or a program, that may call a node from elsewhere.
 *
 * @param name as an admin called it; 1 to 64 bytes
 * @param fingerprint SHA-256 of its certificate in DER
 * @param since when it was let in
 * @param notAfter the last moment at which its certificate counts
 */
public record RemotePass(String name, AccessRole role, Digest fingerprint, Instant since, Instant notAfter) {
    /** @throws IllegalArgumentException if the name cannot be one */
    public RemotePass {
        Labels.name(name);
    }
}
