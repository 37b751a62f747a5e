using FinScoring.Api.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Database;

internal static class DatabaseSetup
{
    public const string FileName = "finscoring.db";

    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddDbContextFactory<ScoringDbContext>((services, options) =>
        {
            var folder = services.GetRequiredService<IOptions<ModelsOptions>>().Value.FullPath(builder.Environment);
            options.UseSqlite($"Data Source={Path.Combine(folder, FileName)}");
        });
        builder.Services.AddHostedService<DatabaseMigration>();
    }
}
