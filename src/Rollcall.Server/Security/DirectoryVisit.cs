using Rollcall.Core.Access;
using Rollcall.Core.Accounts;
using Rollcall.Core.Storage;

namespace Rollcall.Server.Security;

/// <summary>A request under /scim whose token opens the directory that its path names.</summary>
/// <param name="Standing">The directory and its account, as of the request's begin.</param>
/// <param name="Token">The token, without its secret.</param>
/// <param name="Premise">What the request has still to check, or null.</param>
/// <param name="Settings">The number that the account's settings had when the directory was read.</param>
internal sealed record DirectoryVisit(DirectoryStanding Standing, Credential Token, Premise? Premise, long Settings);
