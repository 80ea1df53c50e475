// SPDX-License-Identifier: EPL-2.0
/**
 * What a file looks like, from its first bytes, which may be anything: nothing of it acts, and nothing takes more memory than
 * is known beforehand. Start with {@link org.holdfast.console.preview.Preview#of}.
 */
@NullMarked
package org.holdfast.console.preview;

import org.jspecify.annotations.NullMarked;
