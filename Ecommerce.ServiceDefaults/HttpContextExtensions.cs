using Ecommerce.ServiceDefaults.Http;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults;

/// <summary>What the edge knows of a request.</summary>
public static class HttpContextExtensions
{
    /// <summary>Whether only headers are wanted: a stream that follows what happens ends at once.</summary>
    public static bool WantsHeadersAlone(this HttpContext http) => http.Features.Get<HeadMark>() is not null;
}
