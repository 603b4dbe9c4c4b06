namespace Rollcall.Core.Storage;

/// <summary>The database cannot be reached, or did not answer in time. A face answers 503 with Retry-After, never 401 or 404.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A constraint refused what the decision allowed: a defect of ours, or a foreign writer. Counted in <c>rollcall_store_defects_total</c>.</summary>
public sealed class StoreConflictException(string message, Exception? inner = null) : Exception(message, inner);
