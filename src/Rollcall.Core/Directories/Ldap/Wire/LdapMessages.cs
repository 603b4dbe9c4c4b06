using System.Formats.Asn1;
using System.Text;

namespace Rollcall.Core.Directories.Ldap.Wire;

/// <summary>Writes requests and reads answers (RFC 4511), with the control of paged results (RFC 2696).</summary>
internal static class LdapMessages
{
    private const string StartTlsName = "1.3.6.1.4.1.1466.20037";
    private const string PagedResults = "1.2.840.113556.1.4.319";
    private const string DomainScope = "1.2.840.113556.1.4.1339";
    private const int MostValues = 100_000;

    private enum Scope
    {
        Base = 0,
        Whole = 2,
    }

    private enum Dereference
    {
        Never = 0,
    }

    private enum ResultCode
    {
    }

    public static byte[] Bind(int id, string name, string password) => Message(id, writer =>
    {
        using var bind = writer.PushSequence(Application(0));
        writer.WriteInteger(3);
        writer.WriteOctetString(Encoding.UTF8.GetBytes(name));
        writer.WriteOctetString(Encoding.UTF8.GetBytes(password), Context(0));
    });

    public static byte[] StartTls(int id) => Message(id, writer =>
    {
        using var request = writer.PushSequence(Application(23));
        writer.WriteOctetString(Encoding.ASCII.GetBytes(StartTlsName), Context(0));
    });

    public static byte[] Unbind(int id) => Message(id, writer => writer.WriteNull(new Asn1Tag(TagClass.Application, 2)));

    public static byte[] Search(int id, LdapSearch search, byte[]? cookie) => Message(
        id,
        writer =>
        {
            using var request = writer.PushSequence(Application(3));
            writer.WriteOctetString(Encoding.UTF8.GetBytes(search.Base));
            writer.WriteEnumeratedValue(search.BaseOnly ? Scope.Base : Scope.Whole);
            writer.WriteEnumeratedValue(Dereference.Never);
            writer.WriteInteger(0);
            writer.WriteInteger(0);
            writer.WriteBoolean(false);
            search.Filter.Write(writer);
            using var attributes = writer.PushSequence();
            foreach (var attribute in search.Attributes)
            {
                writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
            }
        },
        search.PageSize == 0 && !search.WithinDomain ? null : writer =>
        {
            using var controls = writer.PushSequence(Context(0, constructed: true));
            if (search.PageSize > 0)
            {
                Control(writer, PagedResults, Page(search.PageSize, cookie ?? []));
            }

            if (search.WithinDomain)
            {
                Control(writer, DomainScope, null);
            }
        });

    /// <exception cref="AsnContentException">It is no LDAP message.</exception>
    public static LdapAnswer Read(ReadOnlyMemory<byte> message)
    {
        var whole = new AsnReader(message, AsnEncodingRules.BER).ReadSequence();
        if (!whole.TryReadInt32(out var id))
        {
            throw new AsnContentException("The message's number is no 32 bit number.");
        }

        var tag = whole.PeekTag();
        if (tag.TagClass != TagClass.Application)
        {
            throw new AsnContentException("The message has no operation.");
        }

        var operation = whole.ReadSequence(Application(tag.TagValue));
        return tag.TagValue switch
        {
            1 or 5 or 24 => new LdapAnswer.Done(id, Outcome(operation, whole)),
            4 => new LdapAnswer.Entry(id, Entry(operation)),
            19 => new LdapAnswer.Reference(id, operation.HasData ? Encoding.UTF8.GetString(operation.ReadOctetString()) : ""),
            _ => new LdapAnswer.Other(id),
        };
    }

    private static LdapOutcome Outcome(AsnReader operation, AsnReader whole)
    {
        var code = (int)operation.ReadEnumeratedValue<ResultCode>();
        _ = operation.ReadOctetString();
        return new LdapOutcome(code, Encoding.UTF8.GetString(operation.ReadOctetString()), Cookie(whole));
    }

    private static LdapEntry Entry(AsnReader operation)
    {
        var dn = Encoding.UTF8.GetString(operation.ReadOctetString());
        var attributes = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase);
        var list = operation.ReadSequence();
        while (list.HasData)
        {
            var attribute = list.ReadSequence();
            var name = Encoding.UTF8.GetString(attribute.ReadOctetString());
            var values = new List<byte[]>();
            for (var set = attribute.ReadSetOf(skipSortOrderValidation: true); set.HasData;)
            {
                values.Add(set.ReadOctetString());
                if (values.Count > MostValues)
                {
                    throw new AsnContentException($"An attribute has more than {MostValues} values.");
                }
            }

            attributes[name] = values;
        }

        return new LdapEntry(dn, attributes);
    }

    private static byte[]? Cookie(AsnReader whole)
    {
        if (!whole.HasData)
        {
            return null;
        }

        for (var controls = whole.ReadSequence(Context(0, constructed: true)); controls.HasData;)
        {
            var control = controls.ReadSequence();
            var name = Encoding.ASCII.GetString(control.ReadOctetString());
            if (control.HasData && control.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
            {
                _ = control.ReadBoolean();
            }

            if (name == PagedResults && control.HasData)
            {
                var page = new AsnReader(control.ReadOctetString(), AsnEncodingRules.BER).ReadSequence();
                _ = page.ReadInteger();
                return page.ReadOctetString();
            }
        }

        return null;
    }

    private static byte[] Page(int size, byte[] cookie)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(size);
            writer.WriteOctetString(cookie);
        }

        return writer.Encode();
    }

    /// <summary>A control that a server may pass over.</summary>
    private static void Control(AsnWriter writer, string name, byte[]? value)
    {
        using var control = writer.PushSequence();
        writer.WriteOctetString(Encoding.ASCII.GetBytes(name));
        if (value is not null)
        {
            writer.WriteOctetString(value);
        }
    }

    private static byte[] Message(int id, Action<AsnWriter> operation, Action<AsnWriter>? controls = null)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            operation(writer);
            controls?.Invoke(writer);
        }

        return writer.Encode();
    }

    private static Asn1Tag Application(int number) => new(TagClass.Application, number, isConstructed: true);

    private static Asn1Tag Context(int number, bool constructed = false) => new(TagClass.ContextSpecific, number, constructed);
}
