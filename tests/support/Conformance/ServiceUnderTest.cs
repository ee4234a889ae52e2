using System.Net;
using Ecommerce.Testing;

namespace Ecommerce.Conformance;

/// <summary>What the suite must know of a service.</summary>
/// <param name="Name">Its name in the model, such as <c>order-service</c>.</param>
/// <param name="Assembly">Its assembly's name, such as <c>Ecommerce.OrderService</c>.</param>
public sealed record ServiceUnderTest(string Name, string Assembly)
{
    /// <summary>Of somebody who may do everything.</summary>
    public static IReadOnlyList<string> AllPermissions { get; } =
    [
        "users:read", "users:write", "products:read", "products:write", "orders:read", "orders:write", "reviews:read", "reviews:moderate",
        "analytics:read", "analytics:write", "settings:write", "events:read",
    ];

    /// <summary>All the settings that it needs, without those for telemetry.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>A setting without which it must not start, such as <c>ConnectionStrings__orders</c>.</summary>
    public required string RequiredSetting { get; init; }

    /// <summary>A path that its OpenAPI document describes, such as <c>/orders</c>.</summary>
    public required string DescribedPath { get; init; }

    /// <summary>What its readiness depends on.</summary>
    public IReadOnlyList<IStoppable> Dependencies { get; init; } = [];

    /// <summary>
    /// What its readiness says when all of that is there: <c>Degraded</c> for a service that calls others, which are not there in these
    /// tests.
    /// </summary>
    public string Readiness { get; init; } = "Healthy";

    /// <summary>A call that needs a token.</summary>
    public required ProtectedCall Protected { get; init; }

    /// <summary>A call with a JSON body; none where the service takes none.</summary>
    public JsonCall? JsonCall { get; init; }

    /// <summary>The authority that signs its callers' tokens.</summary>
    public required TestTokens Tokens { get; init; }

    /// <summary>Gets a token with these permissions another way, for a service that takes none but its own.</summary>
    public Func<ServiceProcess, IReadOnlyList<string>, Task<string>>? SignIn { get; init; }
}

/// <summary>A GET that is answered to who has a good token.</summary>
/// <param name="Path">Such as <c>/orders</c>.</param>
/// <param name="Permissions">What the token must allow; nothing: any signed-in caller is let in.</param>
public sealed record ProtectedCall(string Path, params string[] Permissions)
{
    /// <summary>What a good token gets.</summary>
    public HttpStatusCode Accepted { get; init; } = HttpStatusCode.OK;

    /// <summary>
    /// Whether callers without a token are refused. The gateway forwards them: services know what is open to all; tokens that are not
    /// good it refuses.
    /// </summary>
    public bool RefusesAnonymous { get; init; } = true;
}

/// <summary>A call that takes JSON; bodies that cannot be read are sent to it, so nothing comes of it.</summary>
/// <param name="Method">POST, PUT, ...</param>
/// <param name="Path">Such as <c>/orders</c>.</param>
public sealed record JsonCall(HttpMethod Method, string Path)
{
    /// <summary>What the caller must be allowed to do.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>Headers without which it would be refused for another reason, such as <c>Idempotency-Key</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The most bytes that a body may have.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;
}
