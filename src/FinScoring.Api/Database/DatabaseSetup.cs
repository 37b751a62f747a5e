using FinScoring.Api.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Database;

internal static class DatabaseSetup
{
    public static void AddDatabase(this WebApplicationBuilder builder)
        => builder.Services.AddDbContextFactory<ScoringDbContext>((services, options) =>
        {
            var folder = Path.GetFullPath(services.GetRequiredService<IOptions<ModelsOptions>>().Value.Folder, builder.Environment.ContentRootPath);
            options.UseSqlite($"Data Source={Path.Combine(folder, "finscoring.db")}");
        });
}
