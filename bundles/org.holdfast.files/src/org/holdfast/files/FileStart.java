// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

/** How the restore of a regular file began. */
public sealed interface FileStart permits FileSink, Restored.Refused {}
