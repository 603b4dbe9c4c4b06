using Rollcall.Core.Roll.Admitting;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary>Connects as an enrolled device: enrols if a code is given, gives proof, and stays if that is asked.</summary>
internal sealed class DeviceConnecting(Ask ask, ConnectWish wish, string path)
{
    private static readonly TimeSpan s_beat = TimeSpan.FromMinutes(1);
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly ClientLog _log = new(path, TimeProvider.System);

    public async Task<int> RunAsync(string? code, bool stays)
    {
        DeviceFile device;
        try
        {
            device = code is null ? DeviceFile.Read(path) : DeviceFile.Create();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return ask.Say.Refuse(NoAnswer.Of("deviceFile", unreadable.Message, "Remove the file, and enrol again with a new code."));
        }

        using (device)
        {
            if (code is not null && !await EnrolAsync(device, code))
            {
                return Exit.Blocked;
            }

            return await ConnectAsync(device, stays);
        }
    }

    private async Task<bool> EnrolAsync(DeviceFile device, string code)
    {
        var enrol = new EnrolWish(wish.Email, wish.Subdomain ?? "", code, device.PublicKey, Environment.MachineName);
        var verdict = await ask.ValueAsync(SendAsync(device, "/client/v1/enroll", enrol, ApiJson.Readable.EnrolWish, ApiJson.Readable.EnrolVerdict));
        _log.Write($"enrol: {verdict?.Decision ?? "no answer"}");
        if (verdict is not { Decision: "enrolled" })
        {
            if (verdict is not null)
            {
                ask.Say.Refuse(NoAnswer.Of("notEnrolled", verdict.Sentence, "An administrator makes a code by 'rollcall device code USER'."));
            }

            return false;
        }

        device.Write(path);
        return true;
    }

    private async Task<int> ConnectAsync(DeviceFile device, bool stays)
    {
        if (await ask.ValueAsync(SendAsync(device, "/client/v1/connect", wish, ApiJson.Readable.ConnectWish, ApiJson.Readable.ConnectVerdict)) is not { } verdict)
        {
            _log.Write("connect: no answer");
            return Exit.Failed;
        }

        _log.Write($"connect: {verdict.Decision} {verdict.Code} {verdict.Reference}");
        var exit = ConnectCommand.Show(ask, verdict);
        return stays && verdict.Session is { } session ? await StayAsync(device, session) : exit;
    }

    /// <summary>An outage is waited out: only the server's word ends a session.</summary>
    private async Task<int> StayAsync(DeviceFile device, string session)
    {
        var about = new SessionWish(session, wish.Subdomain);
        while (true)
        {
            try
            {
                await Task.Delay(s_beat, ask.Ct);
            }
            catch (OperationCanceledException)
            {
                await SendAsync(device, "/client/v1/disconnect", about, ApiJson.Readable.SessionWish, ApiJson.Readable.SessionVerdict, CancellationToken.None);
                _log.Write("disconnected by the person");
                return Exit.Good;
            }

            switch (await SendAsync(device, "/client/v1/heartbeat", about, ApiJson.Readable.SessionWish, ApiJson.Readable.SessionVerdict))
            {
                case Reply<SessionVerdict>.Good({ State: "live" }):
                    break;
                case Reply<SessionVerdict>.Good(var ended):
                    _log.Write($"ended: {ended.Code}");
                    ask.Say.Line($"ended: {ended.Sentence}", "red");
                    return Exit.Blocked;
                case Reply<SessionVerdict>.Refused(var problem) when problem.Status is 404:
                    _log.Write($"ended: {problem.Code}");
                    return ask.Say.Refuse(problem);
                case Reply<SessionVerdict>.Refused(var problem):
                    _log.Write($"no heartbeat: {problem.Code}");
                    break;
            }
        }
    }

    private Task<Reply<T>> SendAsync<TWish, T>(
        DeviceFile device,
        string route,
        TWish body,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<TWish> wishShape,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape,
        CancellationToken? ct = null) => ask.Api.PostSignedAsync(route[1..], body, wishShape, shape, DeviceProof.Header, bytes => device.Sign(_time, route, bytes), ct ?? ask.Ct);
}
