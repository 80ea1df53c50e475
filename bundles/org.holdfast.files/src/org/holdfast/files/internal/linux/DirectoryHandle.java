// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * An open directory that several may use: the chain of a cursor, and every file being written in it. The last one to
 * release it closes it. Thread-safe.
 */
final class DirectoryHandle {
    private final int fd;
    private final long device;
    private final long inode;
    private final AtomicInteger users = new AtomicInteger(1);

    DirectoryHandle(int fd, long device, long inode) {
        this.fd = fd;
        this.device = device;
        this.inode = inode;
    }

    int fd() {
        return fd;
    }

    long device() {
        return device;
    }

    long inode() {
        return inode;
    }

    int users() {
        return users.get();
    }

    DirectoryHandle acquire() {
        users.incrementAndGet();
        return this;
    }

    void release(Scratch scratch) {
        if (users.decrementAndGet() == 0) {
            scratch.close(fd);
        }
    }
}
