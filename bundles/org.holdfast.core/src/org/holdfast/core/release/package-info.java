// SPDX-License-Identifier: EPL-2.0
/**
 * The retention lock at a holder: when a block that its owner releases is freed. Start with
 * {@link org.holdfast.core.release.ReleaseRule}, which says when, and {@link org.holdfast.core.release.LockClock}, by whose
 * time; {@link org.holdfast.core.release.ReleaseBook} keeps what is under release, and {@link
 * org.holdfast.core.release.ReleaseClerk} answers owners. The pages are docs/protocol-release.md.
 */
@NullMarked
package org.holdfast.core.release;

import org.jspecify.annotations.NullMarked;
