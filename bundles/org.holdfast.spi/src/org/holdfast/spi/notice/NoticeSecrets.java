// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.notice;

/** Reads secrets that a configuration names: a password, a key. They are kept in files that only the node's user can read. */
public interface NoticeSecrets {
    /**
     * The first line of a file, anew at each call. The caller wipes it.
     *
     * @param file absolute, or below the folder {@code etc} of the node's data folder
     * @throws org.holdfast.model.HoldfastException CONFIG_INVALID, with what to do, if it is not there, empty, longer
     *     than 4096 bytes or open to other users
     */
    byte[] read(String file);
}
