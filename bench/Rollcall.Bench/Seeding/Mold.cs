using System.Text;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Journal;
using Rollcall.Core.People;
using Rollcall.Core.Roll;
using Rollcall.Core.Roll.Changes;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;

namespace Rollcall.Bench.Seeding;

/// <summary>One user as the server itself stored it after a POST; the seed casts the others from it, so that their rows are the very ones that requests would have made.</summary>
internal sealed class Mold
{
    private readonly byte[] _document;
    private readonly byte[] _request;
    private readonly byte[] _born;
    private readonly byte[] _id;
    private readonly byte[] _name;
    private readonly UserFacts _facts;
    private readonly Origin _origin;

    private Mold(long account, long directory, string id, byte[] document, byte[] born, Origin origin)
    {
        (Account, Directory, _document, _born, _origin) = (account, directory, document, born, origin);
        _facts = DocumentFacts.OfStoredUser(document, AccountCatalog.Standard.User);
        _request = origin.Request ?? [];
        _id = Encoding.UTF8.GetBytes(id);
        _name = Encoding.UTF8.GetBytes(_facts.Person.UserName);
    }

    public long Account { get; }

    public long Directory { get; }

    /// <summary>Reads the user that was created over HTTP.</summary>
    public static async Task<Mold> ReadAsync(Store store, Guid id)
    {
        var sql = new Sql(
            "select r.account, r.directory, r.doc, r.born_digest, c.actor, c.route, c.request from records r join changes c on c.account = r.account and c.subject = r.owner_key and c.kind = 1 where r.id = $1");
        var found = await store.ReadAsync(
            (session, ct) => session.QueryAsync(
                sql,
                [id.ToByteArray(bigEndian: true)],
                row => new Mold(row.GetInt64(0), row.GetInt64(1), id.ToString(), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3), new Origin
                {
                    Actor = row.GetString(4), Directory = row.GetInt64(1), Verb = "POST", Route = row.GetString(5), Status = 201, Request = row.GetFieldValue<byte[]>(6),
                }),
                ct),
            CancellationToken.None);
        return found.Single();
    }

    public CreateUser User(long number)
    {
        var id = Seeded.UserId(number);
        var name = Seeded.NameOf(number);
        var bytes = Encoding.UTF8.GetBytes(name);
        var born = (byte[])_born.Clone();
        BitConverter.TryWriteBytes(born, number);
        return new CreateUser
        {
            Origin = _origin with { Request = Replace(_request, _name, bytes) },
            Directory = Directory,
            Id = id,
            UserId = Guid.CreateVersion7(),
            Document = Replace(Replace(_document, _name, bytes), _id, Encoding.UTF8.GetBytes(id.ToString())),
            Facts = new UserFacts(
                _facts.Person with { UserName = name, NameKey = name, ExternalId = name, Emails = [new EmailFact(name, "work", true)] }, [new FoundBy(KeyAttributes.Email, name)], _facts.DisplayKey),
            BornDigest = born,
        };
    }

    public CreateGroup Group(int size)
    {
        var (id, name) = (Seeded.GroupId(size), $"Group of {size}");
        var document = $$$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"{{{id}}}","displayName":"{{{name}}}","meta":{"resourceType":"Group"}}""";
        return new CreateGroup
        {
            Origin = _origin with { Request = null, Route = "/Groups" },
            Directory = Directory,
            Id = id,
            GroupId = Guid.CreateVersion7(),
            Document = Encoding.UTF8.GetBytes(document),
            Facts = new GroupFacts { DisplayName = name, DisplayKey = Scim.Schemas.ScimText.CaseKey(name) },
            Members = [],
        };
    }

    public ReviseGroup Members(int group, int from, int count) => new()
    {
        Origin = _origin with { Request = null, Verb = "PATCH", Route = "/Groups/{id}", Status = 204 },
        Directory = Directory,
        Id = Seeded.GroupId(group),
        Members = [new MemberStep.Add([.. Enumerable.Range(from, count).Select(static n => Seeded.UserId(n))])],
    };

    private static byte[] Replace(byte[] text, byte[] old, byte[] with)
    {
        var result = new MemoryStream(text.Length + 64);
        var rest = text.AsSpan();
        for (var at = rest.IndexOf(old); at >= 0; at = rest.IndexOf(old))
        {
            result.Write(rest[..at]);
            result.Write(with);
            rest = rest[(at + old.Length)..];
        }

        result.Write(rest);
        return result.ToArray();
    }
}
